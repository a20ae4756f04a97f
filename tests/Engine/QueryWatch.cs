using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Helpdesk.Engine.Tests;

/// <summary>The statements that Entity Framework sends for what is awaited while it watches.</summary>
internal sealed class QueryWatch : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private static readonly AsyncLocal<QueryWatch?> Current = new();
    private readonly List<Statement> _statements = [];
    private readonly IDisposable _all;
    private IDisposable? _ef;

    public QueryWatch()
    {
        Current.Value = this;
        _all = DiagnosticListener.AllListeners.Subscribe(this);
    }

    public IReadOnlyList<Statement> Statements => _statements;

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            _ef = value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData data && Current.Value == this)
        {
            _statements.Add(new Statement(data.Command.CommandText, data.Command.Parameters.Cast<DbParameter>().ToDictionary(p => p.ParameterName, p => p.Value, StringComparer.Ordinal)));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        _ef?.Dispose();
        _all.Dispose();
    }

    internal sealed record Statement(string Sql, IReadOnlyDictionary<string, object?> Parameters);
}
