import { greeting } from '../settings';
import type { FrameworkTemplate } from '../table';

const app = (name: string) => `"""The ${name} service's page."""

import os

import gradio as gr

# Settings, from the environment: GREETING=Moin, for instance.
GREETING = os.environ.get("GREETING", "Hello, World!")


def greet(name: str) -> str:
    return f"Hello, {name}!" if name else GREETING


demo = gr.Interface(
    fn=greet,
    inputs=gr.Text(label="Your name"),
    outputs=gr.Text(label="Greeting"),
    title=GREETING,
)

if __name__ == "__main__":
    demo.launch()
`;

const test = `from app import demo, greet


def test_hello() -> None:
    assert greet("") == "Hello, World!"
    assert greet("Ada") == "Hello, Ada!"


def test_page() -> None:
    assert demo.title == "Hello, World!"
    assert len(demo.fns) > 0
`;

/** Gradio's own server. */
export const gradio: FrameworkTemplate = {
  name: 'gradio',
  title: 'Gradio',
  what: 'A page for a function',
  requires: ['gradio'],
  develops: [],
  settings: [greeting()],
  files: ({ distribution }) => ({ 'app.py': app(distribution), 'tests/test_app.py': test }),
};
