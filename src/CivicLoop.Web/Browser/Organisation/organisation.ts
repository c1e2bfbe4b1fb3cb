// The pages of the organisation need no script; this names their styles to the build.
import "./organisation.css";
