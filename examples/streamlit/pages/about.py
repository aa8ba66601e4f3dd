import streamlit as st

st.title("About")
st.write("A page beside the first one.")
