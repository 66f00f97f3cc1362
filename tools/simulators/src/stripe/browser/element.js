// The form of the payment element, in its frame: talks with the page around it, and with Stripe's API.
(() => {
  const form = document.querySelector('form');
  const { key, secret, texts } = JSON.parse(form.dataset.element);
  const intent = `/v1/payment_intents/${secret.split('_secret_')[0]}`;

  function say(is, event) {
    const { height } = document.documentElement.getBoundingClientRect();
    parent.postMessage({ is, event, height: Math.ceil(height) }, '*');
  }

  async function ask(path, body) {
    const url = body ? path : `${path}?${new URLSearchParams({ key, client_secret: secret })}`;
    try {
      const answer = await fetch(url, body && { method: 'POST', body: new URLSearchParams(body) });
      const { error, ...paymentIntent } = await answer.json();
      return error ? { error: { ...error, message: inWords(error) } } : { paymentIntent };
    } catch {
      return { error: { type: 'api_connection_error', message: texts.connection } };
    }
  }

  const inWords = ({ decline_code: why, code, message }) => texts[why] ?? texts[code] ?? message;

  /** The first field that is not filled in, as Stripe names what is wrong with it. */
  function incomplete() {
    const code = [...form.elements].find((field) => !field.checkValidity())?.dataset.incomplete;
    return code && { error: { type: 'validation_error', code, message: texts[code] } };
  }

  function confirm(returnUrl) {
    const { number, expiry, cvc } = Object.fromEntries(new FormData(form));
    const [month, year] = expiry.split('/');
    return ask(`${intent}/confirm`, {
      key,
      client_secret: secret,
      return_url: returnUrl,
      'payment_method_data[type]': 'card',
      'payment_method_data[card][number]': number,
      'payment_method_data[card][exp_month]': month.trim(),
      'payment_method_data[card][exp_year]': year.trim(),
      'payment_method_data[card][cvc]': cvc,
    });
  }

  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('message', async ({ source, data, ports: [port] }) => {
    if (source !== parent || !port) return;
    port.postMessage(incomplete() ?? (await confirm(data.returnUrl)));
  });
  new ResizeObserver(() => say('resize')).observe(document.documentElement);
  ask(intent).then(({ error, paymentIntent }) => {
    if (error) return say('loaderror', { error });
    if (/^requires_(payment_method|confirmation|action)$/.test(paymentIntent.status)) {
      return say('ready');
    }
    const message = `The payment intent is ${paymentIntent.status}: it cannot be paid any more.`;
    say('loaderror', { error: { type: 'invalid_request_error', message } });
  });
})();
