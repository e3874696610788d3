/** Let the browser have its turn: what follows is a task of its own. By message, since a timer waits longer, and much longer on a hidden page. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
