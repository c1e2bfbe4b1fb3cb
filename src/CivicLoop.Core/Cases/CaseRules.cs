using CivicLoop.Core.Duties;
using CivicLoop.Core.Organisation;
using CivicLoop.Core.Playbooks;

namespace CivicLoop.Core.Cases;

/// <summary>The rules in force and the organisation as it stands: all that a decision may look at besides the case.</summary>
public sealed record CaseRules(Playbook Playbook, WorkCalendar Calendar, OrganisationNow Organisation);
