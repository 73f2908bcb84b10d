"""What every test can use; each file of tests/fixtures is about one thing."""

pytest_plugins = [
    "tests.fixtures.loopback",
    "tests.fixtures.databases",
    "tests.fixtures.browser",
    "tests.fixtures.machine",
    "tests.fixtures.application",
    "tests.fixtures.smtp",
    "tests.fixtures.queries",
]
