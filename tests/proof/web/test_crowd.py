"""Who has to go where too many are connected."""

from layout.proof.web.crowd import Crowd, Visit


class Gone(list[str]):
    """Names of connections that were told to leave."""

    def come(self, crowd: Crowd, name: str, address: str = "127.0.0.1", person: str = "", shaking: bool = False) -> Visit:
        visit = crowd.come(address, lambda: self.append(name))
        assert name not in self, "whoever comes is told to leave before anybody knows of the visit"
        if not shaking:
            visit.begun(lambda: self.append(name))
        if person:
            visit.is_of(person)
        return visit


def test_a_stranger_goes_before_whoever_is_in_and_the_one_that_is_there_longest_first() -> None:
    crowd, gone = Crowd(most=4), Gone()
    gone.come(crowd, "anna", person="Anna")
    for number in range(5):
        gone.come(crowd, f"stranger {number}")
    assert gone == ["stranger 0", "stranger 1"]
    assert len(crowd) == 4


def test_of_strangers_those_go_that_open_most() -> None:
    crowd, gone = Crowd(most=6), Gone()
    gone.come(crowd, "visitor", "198.51.100.1")
    for number in range(20):
        gone.come(crowd, f"many {number}", "203.0.113.7")
    assert "visitor" not in gone
    assert gone[0] == "many 0"


def test_an_address_has_so_many_strangers_and_this_machine_as_many_as_there_are() -> None:
    crowd, gone = Crowd(most=100, of_address=3), Gone()
    for number in range(5):
        gone.come(crowd, f"one {number}", f"2001:db8::{number}")  # a home's addresses are one
        gone.come(crowd, f"other {number}", "127.0.0.1")  # all who come through another server
        gone.come(crowd, f"in {number}", "192.0.2.9", person="Anna")
    assert gone == ["one 0", "one 1"]


def test_a_person_has_so_many_and_who_is_in_goes_only_where_all_are() -> None:
    crowd, gone = Crowd(most=6, of_person=4), Gone()
    for number in range(6):
        gone.come(crowd, f"ben {number}", person="Ben")
    assert gone == ["ben 0", "ben 1"]
    gone.come(crowd, "anna", person="Anna")
    gone.come(crowd, "carl", person="Carl")
    assert gone == ["ben 0", "ben 1"]
    gone.come(crowd, "stranger 0")
    assert gone[2:] == ["ben 2"]
    gone.come(crowd, "stranger 1")
    gone.come(crowd, "stranger 2", "203.0.113.7")
    assert gone[3:] == ["stranger 0", "stranger 1"]
    gone.come(crowd, "dora", person="Dora")
    assert gone[5:] == ["stranger 2"]
    gone.come(crowd, "emil", person="Emil")
    assert gone[6:] == ["ben 3"]


def test_of_one_who_fills_the_crowd_alone_the_longest_goes_and_no_newcomer() -> None:
    crowd, gone = Crowd(most=3), Gone()
    for number in range(5):
        gone.come(crowd, f"anna {number}", person="Anna")
    assert (gone, len(crowd)) == (["anna 0", "anna 1"], 3)


def test_whoever_comes_has_a_place_however_few_there_are() -> None:
    crowd, gone = Crowd(most=1, of_address=1, of_person=1, shaking=1), Gone()
    for number in range(3):
        gone.come(crowd, f"shaking {number}", "203.0.113.7", shaking=True)
        gone.come(crowd, f"stranger {number}", "203.0.113.7")
        gone.come(crowd, f"anna {number}", person="Anna")
    assert len(gone) == 8
    assert len(crowd) == 1
    crowd.make_room()
    assert (gone[8], len(crowd)) == ("anna 2", 0)


def test_handshakes_that_do_not_come_push_each_other_out_alone() -> None:
    crowd, gone = Crowd(most=100, shaking=3), Gone()
    gone.come(crowd, "spoken")
    for number in range(5):
        gone.come(crowd, f"silent {number}", shaking=True)
    assert gone == ["silent 0", "silent 1"]


def test_whoever_has_gone_counts_no_more() -> None:
    crowd, gone = Crowd(most=2), Gone()
    for number in range(10):
        gone.come(crowd, str(number)).over()
    assert (gone, len(crowd)) == ([], 0)
    crowd.make_room()
