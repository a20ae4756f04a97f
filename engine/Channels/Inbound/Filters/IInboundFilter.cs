namespace Helpdesk.Engine.Channels.Inbound.Filters;

/// <summary>One rule about messages from outside. They are asked in order, and the first that has something to say decides.</summary>
internal interface IInboundFilter
{
    /// <returns>Null where it is not about this message.</returns>
    Task<InboundJudgement?> JudgeAsync(InboundCase about, CancellationToken cancellationToken);
}
