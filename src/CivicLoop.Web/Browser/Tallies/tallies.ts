// The ledger of work. All of it works without this.
import "./tallies.css";

document.getElementById("refused")?.focus();
