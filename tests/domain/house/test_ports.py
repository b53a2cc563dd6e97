"""A taken port is one clear line, and side ports stay what they were."""

from house import ports
import json
import pytest
import socket


@pytest.fixture
def taken():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_port_that_somebody_listens_on_is_not_free(taken):
    assert not ports.is_free(taken)


def test_a_port_is_free_again_when_its_server_has_gone():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port = server.getsockname()[1]
    assert ports.is_free(port)


def test_the_next_free_port_is_chosen():
    assert ports.choose(2003, free=lambda port: port >= 2006) == 2006


def test_no_port_is_chosen_when_all_are_taken():
    assert ports.choose(2003, free=lambda port: False) is None


@pytest.mark.parametrize("text", ["", "http", "80", "70000", "-1", "8080.0", "8080 8081"])
def test_a_wrong_port_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match="PORT must be a number from 1024 to 65535"):
        ports.parse_port(text)


def test_a_right_port_is_taken():
    assert ports.parse_port(" 8081 ") == 8081


def test_the_line_names_port_holder_and_way_out():
    line = ports.taken_line(8080, "nginx, process 12", 8081)
    assert line == (
        "Port 8080 is taken by nginx, process 12. Stop that program or choose another port: PORT=8081 make start"
    )


def test_the_line_does_without_an_unknown_holder():
    assert ports.taken_line(8080, "", 8081).startswith("Port 8080 is taken. Stop")


def test_the_holder_is_read_from_ss():
    row = 'LISTEN 0 1024 127.0.0.1:8080 0.0.0.0:* users:(("python3.11",pid=4242,fd=7))\n'
    assert ports.parse_ss(row) == "python3.11, process 4242"
    assert ports.parse_ss("LISTEN 0 1024 127.0.0.1:8080 0.0.0.0:*\n") == ""


@pytest.mark.parametrize("content", ["", "[]", "{broken", '{"mail": "8026"}'])
def test_a_damaged_memory_of_ports_is_forgotten(tmp_path, content):
    path = tmp_path / "ports.json"
    path.write_text(content)
    assert ports.remembered(path, {"mail": 8025}) == {"mail": 8025}


def test_remembered_ports_win_over_defaults(tmp_path):
    path = tmp_path / "ports.json"
    path.write_text(json.dumps({"mail": 8026, "other": 1}))
    assert ports.remembered(path, {"mail": 8025, "converter": 2003}) == {"mail": 8026, "converter": 2003}
