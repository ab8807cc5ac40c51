"""What machines of organisations call: REST at /api/v1/, described at /api/v1/openapi.json.

    v1.py          the resources in order, how errors are answered, the description
    frame.py       around every answer: size of requests, every error as a problem, checkpoint and time
    signing_in.py  whose token it is, and whether it is for this
    once.py        a write is done once, whatever the network does
    operations.py  reads(...) and writes(...): how an operation is declared
    problems.py    a refusal as a problem (RFC 9457)
    parsing.py     strict JSON
    shapes.py      amounts, times, numbers and texts on the wire
    paging.py      cursor pages
    resources/     one short file a resource

To add a resource: a file in resources/ with `router = Router(tags=["returns"])`, its shapes and its operations, and one
line in RESOURCES of v1.py. An operation that reads:

    @reads(router, "/plans/{number}", "plans:read", PlanOut)
    def plan(request: HttpRequest, number: Number) -> PlanOut:
        return _out(visible(act_of(request), Plan.objects.all(), number, of_plan))

and one that decides, which calls one function of casework and answers with what it became; Idempotency-Key, the
transaction, refusals and the journal are seen to:

    @writes(router, "/plans/{number}/approve", "plans:approve", PlanOut)
    def approve(request: HttpRequest, number: Number, body: Approving) -> PlanOut:
        visible(act_of(request), Plan.objects.all(), number, of_plan)  # 404: nobody learns what is another's
        return _out(approve_plan(act_of(request), number))

A new scope stands in casework/machines/tokens.py: SCOPES, what a machine is told of in casework/machines/events.py, the
status of a new refusal (409 unless it is said) in problems.py. What comes in is a Shape, what goes out an Answer; a
list's item has its number under `number`. Then `make docs`. Tests that go over every operation take it up by
themselves.
"""
