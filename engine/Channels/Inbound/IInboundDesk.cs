namespace Helpdesk.Engine.Channels.Inbound;

/// <summary>
/// The door for messages from outside, whatever brings them. Each is judged by the same rules and leaves a verdict; given once more, it
/// has none but that it had come before, whatever was cut off in between.
/// </summary>
public interface IInboundDesk
{
    /// <summary>Judges a message and does what follows. Keep the original until this has returned.</summary>
    /// <param name="message">The message.</param>
    /// <param name="rules">What holds where it arrived.</param>
    /// <param name="cancellationToken">Ends it; then give the message again.</param>
    Task<InboundVerdict> ReceiveAsync(InboundMessage message, InboundRules rules, CancellationToken cancellationToken);

    /// <summary>Judges a message once more, as somebody of the staff orders.</summary>
    /// <param name="message">The message, as it was given before.</param>
    /// <param name="rules">What holds where it arrived.</param>
    /// <param name="order">What is ordered.</param>
    /// <param name="cancellationToken">Ends it; then give the message again.</param>
    Task<InboundVerdict> ReceiveAsync(InboundMessage message, InboundRules rules, InboundOrder order, CancellationToken cancellationToken);
}
