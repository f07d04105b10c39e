"""What a window holds: bounded, and its own."""

from optimizer.web.windows import REMEMBERED, Memory, Windows


def test_the_longest_unused_is_forgotten_first() -> None:
    memory = Memory(most=2)
    memory.put("a", 1)
    memory.put("b", 2)
    assert memory.get("a") == 1
    memory.put("c", 3)
    assert (memory.get("a"), memory.get("b"), memory.get("c")) == (1, None, 3)
    assert len(memory) == 2


def test_a_window_never_remembers_more_than_it_may(windows: Windows) -> None:
    window = windows.open()
    for number in range(3 * REMEMBERED):
        window.memory.put(("what-if", number), number)
    assert len(window.memory) == REMEMBERED
    window.forget()
    assert len(window.memory) == 0
