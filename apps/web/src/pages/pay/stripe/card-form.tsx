// Loads Stripe's script as soon as it is imported, as this file is only when it is needed.
import { loadStripe, type Stripe, type StripeElements } from '@stripe/stripe-js';
import { useEffect, useRef, useState } from 'react';
import type { CardStep } from '@edu/client';
import { ErrorNotice, Notice, useReader } from '@edu/ui';
import { withoutQuery } from '../step-page.ts';

interface CardFormProps {
  readonly step: CardStep;
  /** The form has sent the card; what became of it, the payment says. */
  readonly onDone: () => void;
}

interface Form {
  readonly stripe: Stripe;
  readonly elements: StripeElements;
}

/** Stripe's own form, in frames of Stripe: no card number comes near this page. */
export function CardForm({ step: { clientSecret, publishableKey }, onDone }: CardFormProps) {
  const { locale, t } = useReader();
  const place = useRef<HTMLDivElement>(null);
  const busy = useRef(false);
  const [form, setForm] = useState<Form>();
  const [error, setError] = useState<unknown>();
  const [refusal, setRefusal] = useState<string>();
  const [pending, setPending] = useState(false);

  useEffect(() => {
    let isGone = false;
    let unmount: (() => void) | undefined;
    const show = async () => {
      const stripe = await loadStripe(publishableKey, { locale });
      if (isGone || !stripe) return;
      const elements = stripe.elements({ clientSecret, locale, appearance: { theme: themeOf() } });
      const element = elements.create('payment');
      element.on('ready', () => setForm({ stripe, elements }));
      element.on('loaderror', ({ error: failure }) => setError(new Error(failure.message)));
      element.mount(place.current!);
      unmount = () => element.destroy();
    };
    show().catch(setError);
    return () => {
      isGone = true;
      unmount?.();
    };
  }, [clientSecret, locale, publishableKey]);

  const pay = async () => {
    if (!form || busy.current) return;
    busy.current = true;
    setPending(true);
    setRefusal(undefined);
    const { error: failure } = await form.stripe.confirmPayment({
      elements: form.elements,
      confirmParams: { return_url: withoutQuery(location.href) },
      redirect: 'if_required',
    });
    // Its words are in the reader's language; a card that was refused may be corrected here.
    if (failure) setRefusal(failure.message ?? t('booking.pay.refused'));
    busy.current = false;
    setPending(false);
    onDone();
  };
  return (
    <form
      className="reserve"
      onSubmit={(event) => {
        event.preventDefault();
        void pay();
      }}
    >
      {error !== undefined && <ErrorNotice error={error} onRetry={() => location.reload()} />}
      {!form && error === undefined && <p className="skeleton">{t('site.loading')}</p>}
      <div ref={place} />
      {refusal && <Notice tone="bad" title={refusal} />}
      {form && (
        <button type="submit" aria-disabled={pending} aria-busy={pending}>
          {t(pending ? 'booking.pay.sending' : 'booking.pay.byCard')}
        </button>
      )}
    </form>
  );
}

function themeOf(): 'night' | 'stripe' {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'night' : 'stripe';
}
