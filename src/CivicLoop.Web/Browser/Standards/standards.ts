// The working forms: how they look on a screen and on paper.
import "./standards.css";
