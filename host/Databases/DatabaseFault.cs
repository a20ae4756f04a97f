using System.Data.Common;

namespace Helpdesk.Host.Databases;

/// <summary>Finds what the database said in an exception: EF Core wraps what it takes for a passing fault in one of its own.</summary>
internal static class DatabaseFault
{
    public static DbException? In(Exception fault)
    {
        for (var at = fault; at is not null; at = at.InnerException)
        {
            if (at is DbException said)
            {
                return said;
            }
        }

        return null;
    }
}
