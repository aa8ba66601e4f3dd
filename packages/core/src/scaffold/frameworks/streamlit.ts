import { greeting } from '../settings';
import type { FrameworkTemplate } from '../table';

const app = (name: string) => `"""The ${name} service's page."""

import os

import streamlit as st

# Settings, from the environment: GREETING=Moin, for instance.
GREETING = os.environ.get("GREETING", "Hello, World!")

st.title(GREETING)

name = st.text_input("Your name")
if name:
    st.write(f"Hello, {name}!")
`;

const config = `[browser]
gatherUsageStats = false

[server]
fileWatcherType = "none"
`;

const test = `from streamlit.testing.v1 import AppTest


def test_hello() -> None:
    app = AppTest.from_file("../streamlit_app.py").run()
    assert not app.exception
    assert app.title[0].value == "Hello, World!"


def test_name() -> None:
    app = AppTest.from_file("../streamlit_app.py").run()
    app.text_input[0].input("Ada").run()
    assert app.markdown[0].value == "Hello, Ada!"
`;

/** Streamlit, which answers health checks by itself. */
export const streamlit: FrameworkTemplate = {
  name: 'streamlit',
  title: 'Streamlit',
  what: 'A page with inputs',
  requires: ['streamlit'],
  develops: [],
  settings: [greeting()],
  files: ({ distribution }) => ({
    '.streamlit/config.toml': config,
    'streamlit_app.py': app(distribution),
    'tests/test_app.py': test,
  }),
};
