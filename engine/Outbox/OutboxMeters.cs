using System.Diagnostics;
using System.Diagnostics.Metrics;
using Helpdesk.Engine.Plugins;

namespace Helpdesk.Engine.Outbox;

internal sealed class OutboxMeters
{
    public const string Name = "Helpdesk.Outbox";

    private readonly Counter<long> _deliveries;
    private readonly Histogram<double> _duration;

    public OutboxMeters(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _deliveries = meter.CreateCounter<long>("helpdesk.outbox.deliveries", "{delivery}", "Attempts to deliver outbox rows");
        _duration = meter.CreateHistogram<double>("helpdesk.outbox.duration", "s", "How long attempts took");
    }

    public static ActivitySource Source { get; } = new(Name);

    public void Delivered(Receiver receiver, string outcome, TimeSpan took)
    {
        var tags = new TagList { { "receiver", receiver.Key }, { "plugin", receiver.PluginId ?? "core" }, { "outcome", outcome } };
        _deliveries.Add(1, tags);
        _duration.Record(took.TotalSeconds, tags);
    }
}
