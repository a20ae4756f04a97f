/** The antiforgery token that the page came with. */
export const token = () => document.querySelector('meta[name="request-token"]')?.content ?? '';
