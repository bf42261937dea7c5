"""What whoever runs a server may choose, where they may say it, and what they are told when it cannot be."""

from pathlib import Path

import pytest

from app.__main__ import main
from app.server.doors.throttle import Limits
from app.server.settings.reading import FILE, KINDS, WrongSetting, read_settings, variable
from app.server.settings.settings import Settings
from app.server.settings.showing import masked, shown


def _file(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def _refused(options: dict[str, str], environ: dict[str, str] | None = None) -> str:
    with pytest.raises(WrongSetting) as why:
        read_settings(options, environ or {})
    return str(why.value)


def test_without_a_word_the_defaults_hold() -> None:
    chosen = read_settings({}, {})
    assert chosen.settings == Settings()
    assert set(chosen.places.values()) == {"default"}


def test_the_command_line_counts_more_than_the_environment_and_that_more_than_a_file(tmp_path: Path) -> None:
    file = _file(tmp_path / "my.toml", 'port = 1\nhost = "::1"\ndurability = "normal"\n')
    chosen = read_settings({"config": str(file), "port": "3"}, {"SETU_PORT": "2", "SETU_HOST": "10.0.0.1"})
    assert (chosen.settings.port, chosen.settings.host, chosen.settings.durability) == (
        3,
        "10.0.0.1",
        "normal",
    )
    assert [chosen.places[name] for name in ("port", "host", "durability", "db")] == [
        "--port",
        "SETU_HOST",
        f"`durability` in {file}",
        "default",
    ]


def test_a_file_in_the_data_folder_is_read_without_being_named(tmp_path: Path) -> None:
    _file(tmp_path / FILE, "port = 8123\nleast_free = 10\n[limits]\npushes_per_minute = 600\n")
    settings = read_settings({"data": str(tmp_path)}, {}).settings
    assert (settings.port, settings.least_free, settings.limits) == (
        8123,
        10.0,
        Limits(pushes_per_minute=600),
    )
    assert read_settings({}, {"SETU_DATA": str(tmp_path)}).settings.port == 8123


def test_a_file_found_by_the_data_folder_cannot_name_another_one(tmp_path: Path) -> None:
    _file(tmp_path / FILE, 'data = "/elsewhere"\n')
    assert "Take that line out" in _refused({"data": str(tmp_path)})


def test_a_named_file_may_say_where_the_data_is(tmp_path: Path) -> None:
    file = _file(tmp_path / "etc" / "setu.toml", f'data = "{tmp_path / "data"}"\n')
    assert read_settings({}, {"SETU_CONFIG": str(file)}).settings.data == tmp_path / "data"


def test_a_limit_can_be_set_in_each_place(tmp_path: Path) -> None:
    file = _file(tmp_path / "my.toml", "[limits]\npulls_at_once = 7\n")
    environ = {"SETU_LIMITS_OTHERS_AT_ONCE": "8", "SETU_CONFIG": str(file)}
    limits = read_settings({"limits.heartbeat": "2.5"}, environ).settings.limits
    assert limits == Limits(pulls_at_once=7, others_at_once=8, heartbeat=2.5)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("prot = 8080", "`prot` is no setting. Did you mean `port`?"),
        ("zzzz = 1", "`zzzz` is no setting. `setu server config` lists those there are."),
        ('port = "many"', "`port` must be a whole number, and is 'many'."),
        ("port = true", "`port` must be a whole number, and is True."),
        ("port = 70000", "`port` must be a whole number from 0 to 65535, and is 70000."),
        ('durability = "some"', "`durability` must be full or normal, and is 'some'."),
        ("host = 5", "`host` must be an address of this machine, and is 5."),
        ('db = "mysql://x:geheim@y"', "`db` must be an address, postgresql://… or postgres://…."),
        ('db = "postgresql://x:geheim@y:z/"', "`db` must be an address, postgresql://… or postgres://…."),
        (
            'metrics_token = "geheim"',
            "`metrics_token` must be at least 16 letters or digits, made by chance.",
        ),
        ("[limits]\npushes_at_once = 0", "`limits.pushes_at_once` must be a number above 0, and is 0."),
        ("[limits]\npushes = 1", "`limits.pushes` is no setting. Did you mean `limits.pushes_at_once`?"),
    ],
)
def test_what_cannot_be_is_said_in_one_sentence_and_no_secret_with_it(
    tmp_path: Path, text: str, sentence: str
) -> None:
    file = _file(tmp_path / "my.toml", text)
    said = _refused({"config": str(file)})
    assert said.replace(f" in {file}", "") == sentence
    assert "geheim" not in said


def test_a_wrong_value_is_named_by_where_it_stands(tmp_path: Path) -> None:
    assert _refused({}, {"SETU_PORT": "x"}) == "SETU_PORT must be a whole number, and is 'x'."
    assert _refused({"port": "x"}) == "--port must be a whole number, and is 'x'."
    assert _refused({"limits.body_seconds": "nan"}).startswith("--limit body_seconds must be a number")
    assert "no setting" in _refused({"limits.": ""})
    assert "cannot be read" in _refused({"config": str(tmp_path / "none.toml")})
    assert "is not TOML" in _refused({"config": str(_file(tmp_path / "bad.toml", "port = "))})


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("postgresql://setu:geheim@db/setu", "postgresql://setu:***@db/setu"),
        ("postgresql://setu:ge@he:im@db/setu", "postgresql://setu:***@db/setu"),
        ("postgresql:///setu?password=geheim&host=/run", "postgresql:///setu?password=***&host=/run"),
        ("nats://geheim@bus", "nats://***@bus"),
        ("redis://bus:6379/0", "redis://bus:6379/0"),
        ("geheim", "***"),
        ("", ""),
    ],
)
def test_an_address_is_shown_without_its_password(given: str, safe: str) -> None:
    assert masked(given) == safe


def test_the_table_names_every_setting_and_hides_every_secret() -> None:
    environ = {
        "SETU_DB": "postgresql://u:geheim@h/d",
        "SETU_METRICS_TOKEN": "geheim-geheim-geheim",
        "SETU_BUS": "nats://geheim@bus",
    }
    table = shown(read_settings({}, environ))
    assert "geheim" not in table
    assert [line.split()[0] for line in table.splitlines()] == list(KINDS)
    assert len({variable(name) for name in KINDS}) == len(KINDS)


def test_the_command_prints_the_table_and_points_at_misspelt_variables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SETU_PROT", "1")
    assert main(["server", "config", "--data", str(tmp_path), "--port", "7", "--limit", "heartbeat=3"]) == 0
    said = capsys.readouterr()
    assert [
        line.split() for line in said.out.splitlines() if line.startswith(("port", "limits.heartbeat"))
    ] == [
        ["port", "7", "--port"],
        ["limits.heartbeat", "3", "--limit", "heartbeat"],
    ]
    assert "SETU_PROT is in the environment and is no setting.\n" in said.err


def test_a_server_with_a_wrong_setting_does_not_start(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--durability", "some"]) == 2
    assert capsys.readouterr().err == "--durability must be full or normal, and is 'some'.\n"


LINES = """
[[help_lines]]
name_en = "Listening line (example)"
name_bn = "শোনার লাইন (উদাহরণ)"
number = "01700 000000"
hours_en = "Day and night"
hours_bn = "দিনরাত"
district = "Dhaka"
"""


def test_help_lines_stand_in_the_file_or_in_the_environment_and_are_shown_as_they_are(tmp_path: Path) -> None:
    chosen = read_settings({"config": str(_file(tmp_path / "my.toml", LINES))}, {})
    (line,) = chosen.settings.help_lines
    assert (line.name.bn, line.number, line.district) == ("শোনার লাইন (উদাহরণ)", "01700 000000", "dhaka")
    (row,) = (text for text in shown(chosen).splitlines() if text.startswith("help_lines"))
    told = row.removeprefix("help_lines").partition("  `")[0].strip()
    name = "Listening line (example) | শোনার লাইন (উদাহরণ)"
    assert told == f"{name} | 01700 000000 | Day and night | দিনরাত | dhaka"
    again = read_settings({}, {"SETU_HELP_LINES": told})
    assert again.settings.help_lines == chosen.settings.help_lines


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            LINES.replace("01700 000000", "soon"),
            "is wrong in help line 1: `number` must be a telephone number",
        ),
        (LINES.replace("Dhaka", "Atlantis"), "is wrong in help line 1: `district` must be a district"),
        (LINES.replace("name_bn", "nom"), "is wrong in help line 1: `nom` is no field of it."),
        (
            LINES.replace('hours_en = "Day and night"', ""),
            "is wrong in help line 1: `hours_en` must be there",
        ),
        ('help_lines = "999"', "has a line that is not name_en | name_bn | number"),
        ("help_lines = 999", "must be at most 40 help lines."),
        ("help_lines = [999]", "must have a table of texts for each help line, and number 1 is none."),
    ],
)
def test_a_help_line_that_cannot_be_is_told_with_its_number_and_field(
    tmp_path: Path, text: str, sentence: str
) -> None:
    assert sentence in _refused({"config": str(_file(tmp_path / "my.toml", text))})
