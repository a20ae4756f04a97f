using Helpdesk.Engine.Outbox;
using Helpdesk.Engine.Outbox.Events;
using Helpdesk.Engine.Outbox.Jobs;

namespace Helpdesk.Engine.Plugins;

/// <summary>Makes receivers out of typed contributions, so that nothing is looked up by reflection later.</summary>
internal static class ReceiverFor
{
    public static Receiver Event<TEvent, THandler>(string? pluginId, string name, DeliveryOptions options)
        where TEvent : class, IDeskEvent
        where THandler : class, IEventHandler<TEvent> =>
        new(pluginId, name, typeof(THandler), typeof(TEvent), TEvent.EventName, Schedule: null, options,
            static (handler, payload, delivery, token) => ((THandler)handler).HandleAsync((TEvent)payload!, delivery, token));

    public static Receiver Job<TJob, TArguments>(string? pluginId, string name, DeliveryOptions options)
        where TJob : class, IJob<TArguments>
        where TArguments : class =>
        new(pluginId, name, typeof(TJob), typeof(TArguments), EventName: null, Schedule: null, options,
            static (job, payload, delivery, token) => ((TJob)job).RunAsync((TArguments)payload!, delivery, token));

    public static Receiver Cron<TJob>(string? pluginId, string name, string schedule, DeliveryOptions options)
        where TJob : class, ICronJob =>
        new(pluginId, name, typeof(TJob), PayloadType: null, EventName: null, schedule, options,
            static (job, _, delivery, token) => ((TJob)job).RunAsync(delivery, token));
}
