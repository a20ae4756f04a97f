// What happens on the desk, heard once for the whole browser: the tab that holds the lock listens to the server and
// tells the others. When it is closed another tab gets the lock.
const channelName = 'desk-stream';
const longestPause = 5 * 60_000;

function listen(url, tell) {
  let pause = 5_000;
  const open = () => {
    const source = new EventSource(url);
    source.addEventListener('open', () => { pause = 5_000; });
    source.addEventListener('ticket', event => tell(JSON.parse(event.data)));
    source.addEventListener('error', () => {
      // The browser comes back by itself after a broken line, but not after an answer such as 401 or 503.
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(open, pause);
      pause = Math.min(longestPause, pause * 2);
    });
  };
  open();
}

/** Calls `hear` with each thing that happens: `{ number, what }`. */
export function followStream(url, hear) {
  const channel = new BroadcastChannel(channelName);
  channel.addEventListener('message', event => hear(event.data));
  const lead = () => listen(url, news => {
    channel.postMessage(news);
    hear(news);
  });
  if (!navigator.locks) {
    // Without a secure context there is no lock; the page goes without live news rather than taking one of six connections a tab.
    return;
  }
  navigator.locks.request(channelName, () => {
    lead();
    return new Promise(() => {});
  });
}
