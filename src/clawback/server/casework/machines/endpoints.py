"""make and end an endpoint; send again what was given up."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from clawback.server.casework.finding import locked
from clawback.server.casework.machines.addresses import place_of
from clawback.server.casework.machines.refusals import EndpointKnown
from clawback.server.casework.models import Delivery, Endpoint
from clawback.server.casework.refusals import NoSuchRecord
from clawback.server.people.acting import Act
from clawback.server.people.facts import Subject
from clawback.server.record.deciding import deciding
from clawback.server.record.models import Head

__all__ = ["end_endpoint", "make_endpoint", "send_again"]


def make_endpoint(act: Act, organisation: int, address: str) -> Endpoint:
    """Events go there from now on. Raises AddressWrong, EndpointKnown."""
    address = address.strip()
    with deciding(act) as decision:
        act.check("make", Subject(kind="endpoint", owner=organisation))
        place_of(address)
        try:
            with transaction.atomic():
                endpoint = Endpoint.objects.create(
                    organisation_id=organisation,
                    address=address,
                    made_by_id=act.by.id,
                    made_at=act.at,
                    from_entry=Head.objects.get(pk=1).size,
                )
        except IntegrityError:
            raise EndpointKnown("events go to this address already", field="address") from None
        decision.enter("make", endpoint, after={"organisation": organisation, "address": address})
    return endpoint


def end_endpoint(act: Act, number: int) -> Endpoint:
    """Nothing goes there any more, neither what waits. Raises NoSuchRecord where it was ended before."""
    with deciding(act) as decision:
        endpoint = locked(Endpoint, number)
        act.check("end", Subject(kind="endpoint", owner=endpoint.organisation_id))
        if endpoint.ended_at is not None:
            raise NoSuchRecord("this endpoint was ended before")
        endpoint.ended_at = act.at
        endpoint.save(update_fields=["ended_at"])
        endpoint.deliveries.filter(sent_at=None, dead_at=None).update(
            dead_at=act.at, error="the endpoint was ended"
        )
        decision.enter("end", endpoint, after={"organisation": endpoint.organisation_id})
    return endpoint


def send_again(act: Act, number: int) -> Delivery:
    """An event that was given up is tried again at once. Raises NoSuchRecord where it was not given up, or its endpoint
    has ended."""
    with deciding(act) as decision:
        delivery = locked(Delivery, number)
        act.check("send", Subject(kind="event", owner=delivery.endpoint.organisation_id))
        if delivery.dead_at is None or delivery.endpoint.ended_at is not None:
            raise NoSuchRecord("there is nothing to send again")
        delivery.dead_at, delivery.tries, delivery.due_at, delivery.error = None, 0, act.at, ""
        delivery.save(update_fields=["dead_at", "tries", "due_at", "error"])
        decision.enter("send", delivery, after={"event": delivery.event, "entry": delivery.entry})
    return delivery
