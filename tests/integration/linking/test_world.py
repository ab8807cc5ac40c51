"""On a made-up world with hubs, rented accounts, copied scripts and people robbed twice: how many pairs are right."""

from __future__ import annotations

import pytest

from clawback.linking.book import Book
from clawback.simulate.reported import Reported, reported
from tools.linking_peers import joined_without_hubs, scores


# Where a thing of a few reports stood in two large operations, they were one in the third world.
@pytest.fixture(scope="module", params=[5, 3])
def world(request: pytest.FixtureRequest) -> list[Reported]:
    return reported(10_000, request.param)


def test_nearly_all_pairs_are_right_where_a_plain_join_makes_one_operation_of_all(
    world: list[Reported],
) -> None:
    truth = {each.facts.number: each.operation for each in world}
    facts = [each.facts for each in world]
    precision, recall = scores(truth, Book(facts).operations())
    (plain_groups,) = joined_without_hubs(facts, truth)
    plain, _ = scores(truth, plain_groups)
    assert precision >= 0.98
    assert recall >= 0.90
    assert plain < 0.1


def test_the_last_hundred_placed_one_by_one_change_nothing(world: list[Reported]) -> None:
    facts = [each.facts for each in world[:2000]]
    book = Book(facts[100:])
    for each in facts[:100]:
        book.place(each)
    assert book.operations() == Book(facts).operations()


def test_the_same_seed_is_the_same_world() -> None:
    assert reported(200, 3) == reported(200, 3)
    assert reported(200, 3) != reported(200, 4)
