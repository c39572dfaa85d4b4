import asyncio

from layout.proof.web.rates import Allowance, GrowingDelay, origin_of_tries
from layout.proof.web.tries import PasswordTries, Tries, Try


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_so_many_tries_at_once_and_then_one_by_one() -> None:
    clock = Clock()
    allowance = Allowance(3, 0.5, clock)
    assert [allowance.wait("a") for _ in range(4)] == [0.0, 0.0, 0.0, 2.0]
    assert allowance.wait("b") == 0.0
    clock.now += 2
    assert allowance.wait("a") == 0.0
    assert allowance.wait("a") == 2.0


def test_the_delay_grows_with_each_failure_to_an_end_and_is_forgotten_with_success() -> None:
    clock = Clock()
    delay = GrowingDelay(2, 60.0, clock)
    waits = []
    for _ in range(10):
        waits.append(delay.wait("anna"))
        clock.now += delay.wait("anna")
        delay.failed("anna")
    assert waits == [0.0, 0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 60.0, 60.0]
    assert delay.wait("ben") == 0.0
    delay.succeeded("anna")
    assert delay.wait("anna") == 0.0


def test_whatever_is_tried_memory_is_bounded() -> None:
    allowance, delay = Allowance(3, 1, Clock()), GrowingDelay(1, 60, Clock())
    for number in range(5000):
        allowance.wait(str(number))
        delay.failed(str(number))
    assert len(allowance._left) <= 2000
    assert len(delay._failed) <= 2000


def test_a_homes_addresses_are_one() -> None:
    assert origin_of_tries("2001:db8::1") == origin_of_tries("2001:db8::ffff:1") != origin_of_tries("2001:db8:0:1::1")
    assert origin_of_tries("::ffff:192.0.2.1") == origin_of_tries("192.0.2.1") != origin_of_tries("192.0.2.2")
    assert origin_of_tries("fe80::1%eth0") == origin_of_tries("fe80::2%eth0")
    assert origin_of_tries("no address") == "no address"


def test_an_address_that_is_refused_takes_nothing_from_the_others() -> None:
    tries = Tries(Clock())
    refused = [tries.wait("a") > 0 for _ in range(1000)]
    assert refused.count(False) <= 200 * 0.3  # a share of what all have
    assert [tries.wait("b") for _ in range(50)] == [0.0] * 50


def test_passwords_of_one_address_are_looked_at_one_after_the_other_and_another_has_its_turn() -> None:
    async def tried() -> list[str]:
        tries, done, said = PasswordTries(Clock()), asyncio.Event(), []

        async def one(origin: str) -> None:
            async with tries.turn(origin):
                said.append(origin)
                await done.wait()

        tasks = [asyncio.create_task(one(origin)) for origin in ("a", "a", "a", "b")]
        while len(said) < 2:
            await asyncio.sleep(0)
        before = list(said)
        done.set()
        await asyncio.gather(*tasks)
        assert not tries._turns
        return before

    assert asyncio.run(tried()) == ["a", "b"]


def test_who_comes_in_by_an_own_name_has_not_less_to_wait_with_those_of_others() -> None:
    clock = Clock()
    tries, waits = PasswordTries(clock), []
    for number in range(60):
        tried = Try(f"victim {number % 15}", "192.0.2.1")
        waits.append(tries.wait(tried) > 0)
        if not waits[-1]:
            tries.begun(tried)
        if number % 15 == 14:
            own = Try("own", "192.0.2.1")
            tries.begun(own)
            tries.succeeded(own)
        clock.now += 0.5
    assert waits.count(False) < 30


def test_a_newsroom_behind_one_address_that_mistypes_all_night_is_let_in() -> None:
    clock = Clock()
    tries = PasswordTries(clock)
    for number in range(200):
        wrong, right = Try(f"person {number % 20}", "192.0.2.1"), Try(f"person {number % 20}", "192.0.2.1")
        assert tries.wait(wrong) == 0.0
        tries.begun(wrong)
        clock.now += 10
        assert tries.wait(right) == 0.0
        tries.begun(right)
        tries.succeeded(right)
        clock.now += 600
    for number in range(100):  # who comes in at once is no failure of the address
        own = Try(f"person {number}", "192.0.2.1")
        assert tries.wait(own) == 0.0
        tries.begun(own)
        tries.succeeded(own)
        clock.now += 1
