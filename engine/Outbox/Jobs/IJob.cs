namespace Helpdesk.Engine.Outbox.Jobs;

/// <summary>Work that was scheduled in a transaction and runs once it is due.</summary>
/// <typeparam name="TArguments">What the job needs to know; stored as JSON, so keep it small: ids rather than texts.</typeparam>
public interface IJob<in TArguments> where TArguments : class
{
    /// <summary>Runs the job; an exception means 'again later'.</summary>
    /// <param name="arguments">What was given when it was scheduled.</param>
    /// <param name="delivery">This attempt.</param>
    /// <param name="cancellationToken">Cancelled when the time budget is over.</param>
    Task RunAsync(TArguments arguments, Delivery delivery, CancellationToken cancellationToken);
}

/// <summary>Work that runs by the clock.</summary>
public interface ICronJob
{
    /// <summary>Runs the job for everything that is due by now; an exception means 'again later'.</summary>
    /// <param name="delivery">This attempt.</param>
    /// <param name="cancellationToken">Cancelled when the time budget is over.</param>
    Task RunAsync(Delivery delivery, CancellationToken cancellationToken);
}
