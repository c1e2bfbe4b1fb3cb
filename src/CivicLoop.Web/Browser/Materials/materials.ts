// Materials. All of it works without this.
import "./materials.css";

document.getElementById("refused")?.focus();
