namespace Helpdesk.Host.Guests;

/// <summary>Lets guests in (row E9). What does not say so is shut to them.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ForGuestsAttribute : Attribute;
