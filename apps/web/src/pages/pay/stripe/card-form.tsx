import type { Stripe, StripeElements } from '@stripe/stripe-js';
import { useEffect, useRef, useState } from 'react';
import type { CardStep } from '@edu/client';
import { ErrorNotice, Notice, useReader } from '@edu/ui';
import { usePageData } from '../../../island/api-context.tsx';
import type { CardFormData } from './card-form-data.ts';
import { loadScript } from './load-script.ts';

interface CardFormProps {
  readonly step: CardStep;
  /** The card was taken, or so the form says: the payment itself is asked. */
  readonly onTaken: () => void;
  /** Something else may have become of the payment. */
  readonly onChange: () => void;
}

interface Form {
  readonly stripe: Stripe;
  readonly elements: StripeElements;
}

/** Stripe's own form, in frames of Stripe: no card number comes near this page. */
export function CardForm({ step, onTaken, onChange }: CardFormProps) {
  const { clientSecret, publishableKey } = step;
  const { locale, t } = useReader();
  const { script } = usePageData<CardFormData>();
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
      // As soon as it is imported, the loader takes what is there, or fetches Stripe's own script.
      if (script !== undefined) await loadScript(script);
      const { loadStripe } = await import('@stripe/stripe-js');
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
  }, [clientSecret, locale, publishableKey, script]);

  const pay = async () => {
    if (!form || busy.current) return;
    busy.current = true;
    setPending(true);
    setRefusal(undefined);
    try {
      const { error: failure } = await form.stripe.confirmPayment({
        elements: form.elements,
        confirmParams: { return_url: location.origin + location.pathname },
        redirect: 'if_required',
      });
      if (!failure) return onTaken();
      // Its words are in the reader's language; a card that was refused may be corrected here.
      setRefusal(failure.message ?? t('booking.pay.refused'));
    } catch (failure) {
      setError(failure);
    }
    busy.current = false;
    setPending(false);
    onChange();
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
