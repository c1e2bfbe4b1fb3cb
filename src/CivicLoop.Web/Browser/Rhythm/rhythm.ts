// The beats of the city. All of it works without this.
import "./rhythm.css";

document.getElementById("refused")?.focus();
