"""Gradio, which serves by itself: the Dockerfile tells it the address, for in the code there is none."""

import gradio as gr


def greet(name: str) -> str:
    return f"Hello, {name or 'World'}!"


demo = gr.Interface(greet, inputs="text", outputs="text")

if __name__ == "__main__":
    demo.launch()
