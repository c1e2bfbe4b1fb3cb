// Self-checks and lists. All of it works without this.
import "./rectification.css";

document.getElementById("refused")?.focus();
