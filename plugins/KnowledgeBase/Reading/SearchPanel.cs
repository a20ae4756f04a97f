using Helpdesk.Engine.Pages;

namespace Helpdesk.KnowledgeBase.Reading;

/// <summary>A search bar on the customers' home page: the answer may be there already.</summary>
internal sealed class SearchPanel : IPanel
{
    public Task<PanelView?> LoadAsync(PanelContext context, CancellationToken cancellationToken) =>
        Task.FromResult<PanelView?>(new PanelView("/Plugins/knowledge-base/Reading/_SearchPanel.cshtml", Model: null));
}
