// Orders. All of it works without this.
import "./supervision.css";

document.getElementById("refused")?.focus();
