using Helpdesk.Engine.Fields;

namespace Helpdesk.Engine.Tickets.Acts;

/// <summary>Fills in fields of the ticket: <c>set-fields/1</c>. Staff only.</summary>
/// <param name="Fields">As for <see cref="Open"/>; an empty text empties the field, what is not named stays.</param>
public sealed record SetFields(IReadOnlyDictionary<string, string> Fields) : Act
{
    /// <inheritdoc />
    public override string Name => "set-fields/1";

    internal override bool IsForStaff => true;

    internal override Act Tidy() => this with { Fields = TicketFields.Tidy(Fields) };

    internal override Task CheckAsync(ActCheck check, CancellationToken cancellationToken) =>
        check.IsStaff("desk.fields-forbidden") ? TicketFields.CheckAsync(check, Fields, isWhole: false, cancellationToken) : Task.CompletedTask;

    internal override async Task ApplyAsync(TicketChange change, CancellationToken cancellationToken)
    {
        if (await TicketFields.WriteAsync(change, Fields, cancellationToken) is { Count: > 0 } written)
        {
            change.Record(this, ("fields", string.Join(' ', written)));
        }
    }
}
