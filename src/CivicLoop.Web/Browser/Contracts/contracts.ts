// Contracts share the lists, filters and forms of cases; their own are the tabs, the map's key and the letter on paper.
import "../Cases/cases.ts";
import "./contracts.css";
