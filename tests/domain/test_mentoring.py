import pytest

from app.domain.errors import Refused
from app.domain.mentoring import COMMANDS, next_state

STATES = ("open", "accepted", "declined", "withdrawn", "ended")
STEPS = {
    ("accept", "open", False): "accepted",
    ("decline", "open", False): "declined",
    ("withdraw", "open", True): "withdrawn",
    ("end", "accepted", True): "ended",
    ("end", "accepted", False): "ended",
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("asker", [True, False])
def test_only_the_steps_of_the_drawing_are_taken_and_taking_one_twice_does_no_harm(command, state, asker):
    reached = STEPS.get((command, state, asker))
    own = any((command, one, asker) in STEPS for one in STATES)
    again = own and state in {after for (name, _, _), after in STEPS.items() if name == command}
    if reached or again:
        assert next_state(command, state, asker=asker) == (reached or state)
    else:
        with pytest.raises(Refused, match="state" if own else "unavailable"):
            next_state(command, state, asker=asker)
