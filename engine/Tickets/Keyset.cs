using System.Linq.Expressions;

namespace Helpdesk.Engine.Tickets;

/// <summary>
/// Pages by the values of the last row instead of by counting: page 1,000 costs what page 1 costs, and a row that is
/// added or moves meanwhile makes none appear twice. Several columns, one direction.
/// </summary>
internal static class Keyset
{
    public static IQueryable<TRow> Order<TRow>(IQueryable<TRow> rows, IReadOnlyList<LambdaExpression> columns, bool descending)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            var method = (i == 0 ? nameof(Queryable.OrderBy) : nameof(Queryable.ThenBy)) + (descending ? "Descending" : "");
            rows = rows.Provider.CreateQuery<TRow>(Expression.Call(
                typeof(Queryable), method, [typeof(TRow), columns[i].ReturnType], rows.Expression, Expression.Quote(columns[i])));
        }

        return rows;
    }

    /// <summary>The columns of something that each row has.</summary>
    public static IReadOnlyList<LambdaExpression> Of<TRow, TPart>(Expression<Func<TRow, TPart>> part, IReadOnlyList<LambdaExpression> columns) =>
        [.. columns.Select(column => Expression.Lambda(new Swap(column.Parameters[0], part.Body).Visit(column.Body), part.Parameters))];

    /// <summary>The rows behind the given values: a &gt; x, or a = x and b &gt; y, and so on.</summary>
    public static IQueryable<TRow> After<TRow>(IQueryable<TRow> rows, IReadOnlyList<LambdaExpression> columns, IReadOnlyList<object> values, bool descending)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        Expression? behind = null;
        for (var i = columns.Count - 1; i >= 0; i--)
        {
            var column = new Swap(columns[i].Parameters[0], row).Visit(columns[i].Body);
            var value = Value(values[i], columns[i].ReturnType);
            var further = Further(column, value, descending);
            behind = behind is null ? further : Expression.OrElse(further, Expression.AndAlso(Expression.Equal(column, value), behind));
        }

        return rows.Where(Expression.Lambda<Func<TRow, bool>>(behind!, row));
    }

    private static BinaryExpression Further(Expression column, Expression value, bool descending)
    {
        if (column.Type == typeof(string))
        {
            var compared = Expression.Call(typeof(string), nameof(string.Compare), null, column, value);
            (column, value) = (compared, Expression.Constant(0));
        }

        return descending ? Expression.LessThan(column, value) : Expression.GreaterThan(column, value);
    }

    /// <summary>In a field, so that EF makes a parameter of it and one plan serves all pages.</summary>
    private static MemberExpression Value(object value, Type type) =>
        Expression.Field(Expression.Constant(Activator.CreateInstance(typeof(Held<>).MakeGenericType(type), value)), nameof(Held<>.Value));

    private sealed class Held<T>(T value)
    {
        public readonly T Value = value;
    }

    private sealed class Swap(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);
    }
}
