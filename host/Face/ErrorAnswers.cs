using Helpdesk.Engine.Texts;
using Helpdesk.Host.Api;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Helpdesk.Host.Face;

/// <summary>
/// Gives an answer without a body one: a page for people, a problem (RFC 9457) for programs. Nothing is looked up on the
/// way, neither the reader nor anything in the database, so that the page for 'all is broken' works when all is.
/// </summary>
internal static class ErrorAnswers
{
    public const string View = "/Face/Error.cshtml";

    public static void UseErrorAnswers(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = AnswerAsync,
            // What the server finds wrong with a request while it is read (too large, broken off) is the sender's mistake, not ours.
            StatusCodeSelector = fault => fault is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            SuppressDiagnosticsCallback = fault => fault.Exception is BadHttpRequestException,
        });
        app.UseStatusCodePages(context => AnswerAsync(context.HttpContext));
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        if (context.Request.Path.StartsWithSegments(ApiEndpoints.Root, StringComparison.Ordinal))
        {
            await Problems.OfStatus(context, status).ExecuteAsync(context);
            return;
        }

        if (!context.Request.IsForPeople())
        {
            await TypedResults.Problem(statusCode: status).ExecuteAsync(context);
            return;
        }

        // The page goes by the rules of pages, whatever the endpoint that failed has for itself (see ContentPolicy).
        context.SetEndpoint(endpoint: null);
        var view = new ViewResult
        {
            ViewName = View,
            StatusCode = status,
            ViewData = new ViewDataDictionary(context.RequestServices.GetRequiredService<IModelMetadataProvider>(), new ModelStateDictionary()) { Model = new ErrorPage(status) },
        };
        await view.ExecuteResultAsync(new ActionContext(context, new RouteData(), new ActionDescriptor()));
    }
}

/// <summary>What went wrong, in words.</summary>
internal sealed record ErrorPage(int Status)
{
    public Phrase Title => new($"common.error.{Kind}.title");

    public Phrase Sentence => new($"common.error.{Kind}.sentence");

    private string Kind => Status switch
    {
        403 => "forbidden",
        404 => "not-found",
        400 or 405 or 413 or 415 => "bad-request",
        503 => "unavailable",
        >= 500 => "broken",
        _ => "bad-request",
    };
}
