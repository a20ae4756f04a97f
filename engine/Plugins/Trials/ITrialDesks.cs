namespace Helpdesk.Engine.Plugins.Trials;

/// <summary>
/// Makes desks to try something out on: for a command that needs <see cref="Commands.CommandNeeds.TrialDesk"/>. They run the code that a desk
/// runs which serves people, on a database of their own in a temporary folder, by a clock that is set, and their mail goes nowhere.
/// </summary>
public interface ITrialDesks
{
    /// <summary>An empty desk.</summary>
    /// <param name="address">Where its mail comes from, and answers to it go: an e-mail address.</param>
    /// <param name="now">What its clock says.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<ITrialDesk> OpenAsync(string address, DateTimeOffset now, CancellationToken cancellationToken);
}
