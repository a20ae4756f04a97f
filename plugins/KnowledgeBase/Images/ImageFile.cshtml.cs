using Helpdesk.Engine.Plugins.Settings;
using Helpdesk.KnowledgeBase.Reading;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Helpdesk.KnowledgeBase.Images;

/// <summary>A picture in an article. What an id stands for never changes, so the reader's browser keeps it; a cache that others share does not.</summary>
internal sealed class ImageFileModel(ImageDesk images, ISettings<KnowledgeBaseSettings> settings) : ReadingPage(settings)
{
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (await images.OpenAsync(Reader, id, cancellationToken) is not { } image)
        {
            return NotFound();
        }

        Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return new FileContentResult(image.Content, image.MediaType) { EntityTag = new EntityTagHeaderValue($"\"{image.Hash}\"") };
    }
}
