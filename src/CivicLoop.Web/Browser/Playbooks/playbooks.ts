// The page of a playbook needs no script; this names its styles to the build.
import "./playbooks.css";
