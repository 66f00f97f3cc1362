// Stands in for Stripe.js, https://docs.stripe.com/js, as far as a payment element needs it: the card's
// number is typed into a frame of this server, and never comes near the page that shows it.
(() => {
  const { origin } = new URL(document.currentScript.src);

  class PaymentElement {
    #handlers = {};
    #address;
    #frame;

    constructor(address) {
      this.#address = address;
    }

    on(event, handler) {
      (this.#handlers[event] ??= []).push(handler);
      return this;
    }

    mount(place) {
      const frame = document.createElement('iframe');
      frame.title = 'Secure payment input frame';
      frame.src = this.#address;
      frame.style.cssText = 'width: 100%; height: 0; border: 0; display: block';
      place.append(frame);
      this.#frame = frame;
      addEventListener('message', this.#onMessage);
    }

    destroy() {
      removeEventListener('message', this.#onMessage);
      this.#frame?.remove();
    }

    #onMessage = ({ source, origin: from, data }) => {
      if (from !== origin || source !== this.#frame.contentWindow) return;
      this.#frame.style.height = `${data.height}px`;
      const event = { elementType: 'payment', ...data.event };
      for (const handler of this.#handlers[data.is] ?? []) handler(event);
    };

    /** Confirms in the frame. Gives back `{ paymentIntent }` or `{ error }`. */
    confirm(returnUrl) {
      if (!this.#frame?.isConnected) throw wrongUse('The payment element is not mounted.');
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
      this.#frame.contentWindow.postMessage({ returnUrl }, origin, [port2]);
      return answer;
    }
  }

  class Elements {
    #query;
    #payment;

    constructor(query) {
      this.#query = query;
    }

    create(kind) {
      if (kind !== 'payment') throw wrongUse(`There is no element ${kind} here.`);
      return (this.#payment = new PaymentElement(`${origin}/element?${this.#query}`));
    }

    /** Not for pages: what `confirmPayment` confirms. */
    get payment() {
      if (!this.#payment) throw wrongUse('These elements have no payment element.');
      return this.#payment;
    }
  }

  function Stripe(key, { locale = 'en' } = {}) {
    return {
      elements: ({ clientSecret, appearance }) => {
        const theme = appearance?.theme ?? 'stripe';
        const query = { key, client_secret: clientSecret, locale, theme };
        return new Elements(new URLSearchParams(query));
      },

      async confirmPayment({ elements, confirmParams, redirect }) {
        const returnUrl = confirmParams?.return_url;
        if (!URL.canParse(returnUrl))
          throw wrongUse('confirmParams.return_url must be an address.');
        if (redirect !== 'if_required') throw wrongUse('Only redirect: if_required is simulated.');
        const answer = await elements.payment.confirm(returnUrl);
        const page = answer.paymentIntent?.next_action?.redirect_to_url?.url;
        if (!page) return answer;
        // It may know itself by another address than people do.
        const { pathname, search } = new URL(page);
        location.assign(origin + pathname + search);
        // Whoever asked waits until the other page is there.
        return new Promise(() => undefined);
      },
    };
  }
  // The release that the loader expects, so that it need not warn.
  Stripe.version = 'endive';

  function wrongUse(message) {
    return Object.assign(new Error(message), { name: 'IntegrationError' });
  }

  window.Stripe = Stripe;
})();
