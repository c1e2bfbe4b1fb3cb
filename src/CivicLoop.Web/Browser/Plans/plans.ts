// Plans and the matrix. All of it works without this.
import "./plans.css";

document.getElementById("refused")?.focus();
