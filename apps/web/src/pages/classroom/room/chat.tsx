import { useEffect, useRef, useState, type FormEvent } from 'react';
import { timeText, deviceZone, useReader } from '@edu/ui';
import { MAX_CHAT_LENGTH } from '../room-message.ts';
import type { LiveRoom } from './live-room.ts';
import type { ChatLine } from './room-state.ts';

interface ChatProps {
  readonly live: LiveRoom;
  /** Of the other person. */
  readonly name: string;
  readonly lines: readonly ChatLine[];
  readonly ready: boolean;
}

/** What the two write to each other; nobody keeps it. */
export function Chat({ live, name, lines, ready }: ChatProps) {
  const { locale, t } = useReader();
  const [text, setText] = useState('');
  const [failed, setFailed] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.scrollTo(0, list.current.scrollHeight);
  }, [lines]);

  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return setFailed(true);
    try {
      await live.write(text);
      setText('');
      setFailed(false);
    } catch {
      setFailed(true); // what was typed stays
    }
  };
  return (
    <section className="chat" aria-labelledby="chat">
      <h2 id="chat">{t('classroom.chat')}</h2>
      <div ref={list} className="lines" role="log" aria-labelledby="chat" tabIndex={0}>
        {lines.map(({ id, own, text: said, at }) => (
          <div key={id} className={own ? 'own' : 'other'}>
            <span className="field-hint">
              {own ? t('classroom.you') : name} ·{' '}
              {timeText(new Date(at).toISOString(), deviceZone(), locale, 'time')}
            </span>
            <p dir="auto">{said}</p>
          </div>
        ))}
      </div>
      <form onSubmit={(event) => void send(event)}>
        <label className="field">
          <span className="visually-hidden">{t('classroom.message')}</span>
          <input
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            maxLength={MAX_CHAT_LENGTH}
            placeholder={t('classroom.message')}
            autoComplete="off"
            dir="auto"
          />
        </label>
        <button type="submit" className="quiet">
          {t('classroom.send')}
        </button>
      </form>
      {failed && (
        <p className="field-error" role="alert">
          {t('classroom.notSent')}
        </p>
      )}
      <p className="field-hint">{t('classroom.chatNotKept')}</p>
    </section>
  );
}
