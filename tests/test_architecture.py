"""The house rules that a machine can hold: layers, sizes, and what is never written.

Each rule is a function from the syntax tree of a file to what breaks it there.
A rule is tried twice: on code made to break it, and on every file it is for.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MOST_FUNCTION_LINES = 40
MOST_PAGE_LINES = 60
Rule = Callable[[ast.Module], list[str]]


def sources(*patterns: str) -> dict[str, Path]:
    """Return the files that match, by path from the root."""
    found = [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]
    return {path.relative_to(ROOT).as_posix(): path for path in found}


CORE = sources("core/**/*.py")
CHARTS = sources("pages/charts/**/*.py")
PAPERS = sources("pages/papers/**/*.py")
STORAGE = sources("pages/storage/**/*.py")
SHOWN = sources("app.py", "pages/**/*.py")
SCREENS = {
    name: path
    for name, path in sources("pages/*/*.py").items()
    if name.split("/")[1] not in ("charts", "papers", "parts", "storage")
    and path.name != "__init__.py"
}
SHIPPED = {**CORE, **SHOWN, **sources("dev.py")}
EVERYTHING = sources("*.py", "core/**/*.py", "pages/**/*.py", "tests/**/*.py", "benchmarks/**/*.py")


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def breaches(rule: Rule, files: dict[str, Path]) -> dict[str, list[str]]:
    """Return what breaks a rule, by file; files that keep it are left out."""
    assert files, "a sweep over no files proves nothing"
    found = {name: rule(tree_of(path)) for name, path in files.items()}
    return {name: lines for name, lines in found.items() if lines}


def imported(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield (line, dotted name) of every import, wherever it stands in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def dotted(node: ast.expr) -> str:
    """Return "a.b.c" of an attribute or name; empty for anything else."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def forbids_imports(*roots: str) -> Rule:
    def rule(tree: ast.Module) -> list[str]:
        return [
            f"line {line}: imports {name}"
            for line, name in imported(tree)
            if any(name == root or name.startswith(f"{root}.") for root in roots)
        ]

    return rule


# Layers.

core_is_pure = forbids_imports(
    *("streamlit", "altair", "pandas", "pages", "app", "tests", "benchmarks"),
    *("requests", "httpx", "urllib", "http", "socket", "ssl", "asyncio", "sqlalchemy"),
    *("random", "time", "secrets", "uuid", "threading"),
)
charts_only_draw = forbids_imports("streamlit", "yaml", "app", "tests")
papers_only_write = forbids_imports("streamlit", "altair", "yaml", "app", "tests")
storage_only_keeps = forbids_imports(
    *("altair", "yaml", "pages.charts", "pages.papers", "app", "tests")
)
no_session = forbids_imports("streamlit", "pages.parts")
no_database = forbids_imports("sqlalchemy", "alembic", "psycopg", "sqlite3")
no_drawing_engine = forbids_imports("vl_convert")
no_yaml = forbids_imports("yaml")
no_altair = forbids_imports("altair")

CLOCKS = ("now", "today", "utcnow", "time", "time_ns", "monotonic", "perf_counter", "localtime")


def reads_no_clock(tree: ast.Module) -> list[str]:
    return [
        f"line {node.lineno}: {dotted(node.func)}()"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and dotted(node.func.value).split(".")[-1] in ("datetime", "date", "time")
        and dotted(node.func) != "datetime.time"  # an hour of the day, not the clock
    ]


def has_no_global_state(tree: ast.Module) -> list[str]:
    return [
        f"line {node.lineno}: global" for node in ast.walk(tree) if isinstance(node, ast.Global)
    ]


def only_yaml_errors(tree: ast.Module) -> list[str]:
    """Reading and writing go through core/yaml_reading.py; others may catch what it raises."""
    return [
        f"line {node.lineno}: {dotted(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and dotted(node).startswith("yaml.")
        and dotted(node) != "yaml.YAMLError"
    ] + [
        f"line {line}: imports {name}" for line, name in imported(tree) if name.startswith("yaml.")
    ]


# What is never written.

NEVER_CALLED = ("eval", "exec", "compile", "__import__")
NEVER_NAMED = ("os.system", "yaml.load", "yaml.unsafe_load", "yaml.full_load", "pandas.read_pickle")
no_code_from_outside = forbids_imports("pickle", "marshal", "shelve", "dill", "cloudpickle")


def never(tree: ast.Module) -> list[str]:
    """Return every way to run or to show what somebody else wrote."""
    found = no_code_from_outside(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and dotted(node.func) in NEVER_CALLED:
            found.append(f"line {node.lineno}: {dotted(node.func)}()")
        if isinstance(node, ast.Attribute) and dotted(node) in NEVER_NAMED:
            found.append(f"line {node.lineno}: {dotted(node)}")
        if isinstance(node, ast.keyword) and node.arg in (
            "unsafe_allow_html",
            "unsafe_allow_javascript",
        ):
            found.append(f"line {node.value.lineno}: {node.arg}")
    return found


def has_fixed_sql(tree: ast.Module) -> list[str]:
    """Return every statement that is put together from texts; values are parameters."""
    return [
        f"line {node.lineno}: {dotted(node.func)}()"
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and dotted(node.func).split(".")[-1] in ("text", "exec_driver_sql", "literal_column")
        and any(not isinstance(argument, ast.Constant) for argument in node.args[:1])
    ]


# Sizes.


def functions(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield (name, lines of the body without its docstring) of every function and method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = body[-1].end_lineno - body[0].lineno + 1 if body else 0
            yield node.name, lines


def has_short_functions(tree: ast.Module) -> list[str]:
    return [
        f"{name}: {lines} lines" for name, lines in functions(tree) if lines > MOST_FUNCTION_LINES
    ]


# Charts.


def encodes_by_classes(tree: ast.Module) -> list[str]:
    """Return every channel given as a text, a dictionary, or a value without a class.

    Shorthands are parsed on every rerun, and their mistakes show in the browser only.
    """
    named = _assignments(tree)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if node.func.attr != "encode":
                continue
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
            found += [
                f"line {part.lineno}: {ast.unparse(part)[:40]}"
                for argument in given
                for part in _parts(argument, named)
                if _is_shorthand(part)
            ]
    return found


def _assignments(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """Return what each name is given, and what each function, as "name()", returns."""
    named: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    named.setdefault(target.id, []).append(node.value)
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            named.setdefault(node.target.id, []).append(node.value)
        if isinstance(node, ast.FunctionDef):
            returned = [r.value for r in ast.walk(node) if isinstance(r, ast.Return) and r.value]
            named[f"{node.name}()"] = returned
    return named


def _parts(node: ast.expr, named: dict[str, list[ast.expr]]) -> Iterator[ast.expr]:
    """Yield what an argument stands for: the elements of a list, the values of a name or call."""
    called = f"{dotted(node.func)}()" if isinstance(node, ast.Call) else ""
    name = node.id if isinstance(node, ast.Name) else called
    if isinstance(node, ast.List | ast.Tuple):
        for element in node.elts:
            yield from _parts(element, named)
    elif isinstance(node, ast.Starred):
        yield from _parts(node.value, named)
    elif name in named:
        others = {known: values for known, values in named.items() if known != name}
        for value in named[name]:
            yield from _parts(value, others)
    else:
        yield node


def _is_shorthand(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return dotted(node.func) in ("alt.value", "alt.condition", "alt.when", "dict", "str")
    return isinstance(node, ast.Constant | ast.JoinedStr | ast.Dict | ast.DictComp)


def builds_no_charts(tree: ast.Module) -> list[str]:
    """Return where a page builds a chart instead of filling a template."""
    return no_altair(tree) + [
        f"line {node.lineno}: {dotted(node)}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and (dotted(node) in ("alt.Chart", "st.altair_chart") or node.attr == "altair_chart")
    ]


# Every rule catches what it is for.


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (core_is_pure, "import streamlit as st"),
        (core_is_pure, "from streamlit.testing import v1"),
        (core_is_pure, "def f():\n    from pages.parts import store"),
        (core_is_pure, "from urllib.request import urlopen"),
        (core_is_pure, "from time import time"),
        (core_is_pure, "import random"),
        (charts_only_draw, "import streamlit"),
        (charts_only_draw, "import yaml"),
        (papers_only_write, "import streamlit as st"),
        (papers_only_write, "from streamlit import session_state"),
        (no_drawing_engine, "import vl_convert as drawing"),
        (storage_only_keeps, "from pages.charts import palette"),
        (no_session, "from pages.parts.store import catalogue"),
        (no_database, "from sqlalchemy import text"),
        (no_database, "import psycopg.rows"),
        (has_fixed_sql, "connection.execute(text(f'SELECT {name}'))"),
        (has_fixed_sql, "connection.exec_driver_sql('SELECT ' + name)"),
        (has_fixed_sql, "sqlalchemy.text(statement)"),
        (reads_no_clock, "datetime.date.today()"),
        (reads_no_clock, "date.today()"),
        (reads_no_clock, "datetime.datetime.now(tz)"),
        (reads_no_clock, "datetime.now()"),
        (reads_no_clock, "time.time()"),
        (has_no_global_state, "def f():\n    global CACHE\n    CACHE = 1"),
        (only_yaml_errors, "yaml.safe_load(text)"),
        (only_yaml_errors, "yaml.load(text, Loader)"),
        (only_yaml_errors, "from yaml import safe_load"),
        (never, "eval('1')"),
        (never, "exec(code)"),
        (never, "import pickle"),
        (never, "from pickle import loads"),
        (never, "yaml.load(text, yaml.Loader)"),
        (never, "st.markdown(text, unsafe_allow_html=True)"),
        (never, "os.system('ls')"),
        (has_short_functions, "def f():\n" + "    x = 1\n" * 41),
        (encodes_by_classes, "chart.encode('x:Q')"),
        (encodes_by_classes, "chart.encode(x='x:Q')"),
        (encodes_by_classes, "chart.encode(alt.X('x:Q'), y={'field': 'y'})"),
        (encodes_by_classes, "chart.encode(opacity=alt.value(0.3))"),
        (encodes_by_classes, "chart.encode(color=alt.condition(test, a, b))"),
        (encodes_by_classes, "chart.encode(tooltip=[alt.Tooltip('x:Q'), 'y:Q'])"),
        (encodes_by_classes, "chart.encode(f'{name}:Q')"),
        (encodes_by_classes, "rows = 'x:Q'\nchart.encode(rows)"),
        (encodes_by_classes, "rows = [alt.X('x'), 'y:Q']\nchart.encode(*rows)"),
        (encodes_by_classes, "def tips():\n    return ['y:Q']\nchart.encode(tooltip=tips())"),
        (builds_no_charts, "import altair as alt"),
        (builds_no_charts, "st.altair_chart(chart)"),
        (builds_no_charts, "column.altair_chart(chart)"),
    ],
)
def test_each_rule_catches_what_it_is_for(rule, code):
    assert rule(ast.parse(code))


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (core_is_pure, "import numpy\nfrom core.fit import Fit\nimport datetime"),
        (has_fixed_sql, "connection.execute(text('SELECT :name'), {'name': name})\nsay(text)"),
        (reads_no_clock, "said.today\nself._today()\ndatetime.timedelta(1)"),
        (only_yaml_errors, "import yaml\ntry:\n    pass\nexcept yaml.YAMLError:\n    pass"),
        (never, "re.compile('a')\nretrieval(1)"),
        (has_short_functions, 'def f():\n    """' + "Long.\n" * 50 + '"""\n' + "    x = 1\n" * 40),
        (
            encodes_by_classes,
            "x = alt.X('x:Q')\nchart.encode(x, alt.Y('y:Q'), tooltip=[alt.Tooltip('x')])",
        ),
        (builds_no_charts, "st.vega_lite_chart(table, spec)"),
    ],
)
def test_each_rule_lets_pass_what_it_is_not_for(rule, code):
    assert rule(ast.parse(code)) == []


# The house keeps them.


def test_the_sweeps_are_over_files_that_are_there():
    assert len(CORE) >= 18
    assert len(CHARTS) >= 5
    assert len(PAPERS) >= 8
    assert len(SCREENS) >= 8
    assert "app.py" in SHOWN
    assert set(CORE) | set(SHOWN) < set(EVERYTHING)


def test_core_knows_no_screen_no_network_and_no_chance():
    assert breaches(core_is_pure, CORE) == {}


def test_core_runs_where_nothing_that_shows_is_installed():
    """The same by trying: the engine starts with those packages out of reach."""
    hidden = "".join(f"sys.modules[{name!r}] = None;" for name in ("streamlit", "altair", "pandas"))
    code = f"import sys; {hidden} from core.__main__ import main; sys.exit(main(['check']))"

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()


def test_core_reads_no_clock_but_for_the_day_of_a_check():
    assert breaches(reads_no_clock, CORE).keys() == {"core/__main__.py"}
    assert len(reads_no_clock(tree_of(CORE["core/__main__.py"]))) == 1


def test_core_keeps_nothing_between_calls():
    assert breaches(has_no_global_state, CORE) == {}


def test_charts_only_draw():
    assert breaches(charts_only_draw, CHARTS) == {}


def test_papers_only_write():
    assert breaches(papers_only_write, PAPERS) == {}
    assert breaches(reads_no_clock, PAPERS) == {}


def test_only_the_storage_speaks_to_a_database_and_only_its_connection_knows_a_session():
    others = {name: path for name, path in SHIPPED.items() if name not in STORAGE}

    assert breaches(no_database, others) == {}
    assert breaches(storage_only_keeps, STORAGE) == {}
    assert breaches(no_session, STORAGE).keys() == {"pages/storage/connection.py"}


def test_values_reach_a_database_as_parameters_only():
    """The exception holds our own time limits and settings, no value of anybody's."""
    assert breaches(has_fixed_sql, STORAGE).keys() == {"pages/storage/engine.py"}


def test_only_the_worker_loads_the_drawing_engine():
    """It takes over a hundred megabytes, which must come back when the worker ends."""
    assert breaches(no_drawing_engine, SHIPPED).keys() == {"pages/papers/drawing_worker.py"}
    assert [
        name
        for name, path in SHOWN.items()
        if any("drawing_worker" in used for _, used in imported(tree_of(path)))
    ] == []


@pytest.mark.parametrize("folder", ["charts", "papers"])
def test_charts_and_papers_reach_no_streamlit_by_a_detour(folder):
    """Through the parts they use: they can then be made, and tested, without a session."""
    modules = {name.removesuffix(".py").replace("/", "."): path for name, path in SHOWN.items()}
    todo, reached = [name for name in modules if name.startswith(f"pages.{folder}.")], set()
    while todo:
        name = todo.pop()
        if name not in reached:
            reached.add(name)
            todo += [used for _, used in imported(tree_of(modules[name])) if used in modules]

    assert len(reached) >= len(CHARTS if folder == "charts" else PAPERS) - 1
    assert breaches(forbids_imports("streamlit"), {n: modules[n] for n in reached}) == {}


def test_yaml_enters_through_one_door():
    catching = {
        "core/activity/rules.py",
        "core/answers.py",
        "core/catalogue.py",
        "core/personas.py",
    }
    door = "core/yaml_reading.py"

    assert breaches(no_yaml, SHIPPED).keys() <= catching | {door}
    assert breaches(only_yaml_errors, {n: p for n, p in SHIPPED.items() if n != door}) == {}


def test_no_page_lies_directly_in_pages():
    """A host that starts in the platform's old way would run it without its frame."""
    assert {path.name for path in (ROOT / "pages").glob("*.py")} <= {"__init__.py", "main.py"}
    assert not (ROOT / "pages/__init__.py").exists() or (
        ast.unparse(tree_of(ROOT / "pages/__init__.py")).count("\n") == 0
    )


def test_no_module_is_named_after_nothing():
    vague = ("util", "utils", "helper", "helpers", "manager", "managers", "misc", "common")

    assert len(EVERYTHING) > 50
    assert [name for name in EVERYTHING if Path(name).stem.lower() in vague] == []
    folders = {part for name in EVERYTHING for part in Path(name).parts[:-1]}
    assert not folders & set(vague)


def test_functions_are_short():
    assert breaches(has_short_functions, {**CORE, **SHOWN}) == {}


def test_half_of_all_functions_are_at_most_eight_lines():
    sizes = sorted(lines for path in CORE.values() for _, lines in functions(tree_of(path)))

    assert len(sizes) > 150
    assert sizes[len(sizes) // 2] <= 8


def test_a_page_is_read_on_one_screen():
    lines = {name: len(path.read_text("utf-8").splitlines()) for name, path in SCREENS.items()}

    assert {name: count for name, count in lines.items() if count > MOST_PAGE_LINES} == {}


def test_channels_are_classes():
    encoding = [
        name for name, path in CHARTS.items() if ".encode(" in path.read_text(encoding="utf-8")
    ]
    assert len(encoding) >= 4
    assert breaches(encodes_by_classes, CHARTS) == {}


def test_pages_fill_templates_and_build_no_charts():
    others = {name: path for name, path in SHOWN.items() if name not in CHARTS}

    assert breaches(builds_no_charts, others) == {}


def test_nothing_runs_or_shows_what_somebody_else_wrote():
    assert breaches(never, SHIPPED) == {}


def test_nothing_that_is_shipped_needs_the_tests():
    assert breaches(forbids_imports("tests", "benchmarks", "pytest", "hypothesis"), SHIPPED) == {}
