"""Streamlit with a second page, which comes by itself."""

import streamlit as st

st.title("Dice")
sides = st.slider("Sides", 4, 20, 6)
st.write(f"A die with {sides} sides shows {(sides + 1) / 2} on average.")
