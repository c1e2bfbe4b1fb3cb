import "./accounts.css";
