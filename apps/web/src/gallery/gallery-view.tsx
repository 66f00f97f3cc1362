import { useState, type ReactNode } from 'react';
import { NetworkError } from '@edu/client';
import {
  Avatar,
  Choice,
  deviceNow,
  deviceZone,
  Dialog,
  EmptyState,
  ErrorNotice,
  Form,
  Icon,
  MoneyText,
  Notice,
  PasswordField,
  QueryView,
  SelectField,
  SubmitButton,
  TextArea,
  TextField,
  TimeText,
  toast,
  ZoneNote,
  type IconName,
  type Tone,
} from '@edu/ui';

const TONES: readonly Tone[] = ['info', 'good', 'warn', 'bad'];
const ICONS: readonly IconName[] = ['pin', 'video', 'home', 'speech', 'clock', 'shield', 'search'];
const OPTIONS = ['One', 'Two', 'A third one with a long name'].map((label) => ({
  value: label,
  label,
}));
const NEVER = { data: undefined, error: null, refetch: () => undefined };

/** Every component in its states. */
export function GalleryView() {
  const [isOpen, setOpen] = useState(false);
  const now = new Date(deviceNow()).toISOString();
  return (
    <>
      <h1>Components</h1>
      <Part title="Buttons and links">
        <p className="actions">
          <button type="button">Main</button>
          <button type="button" className="quiet">
            Quiet
          </button>
          <button type="button" className="danger">
            Dangerous
          </button>
          <button type="button" aria-disabled="true">
            Waiting
          </button>
          <a href="#notices">A link</a>
        </p>
      </Part>
      <Part title="Notices" id="notices">
        {TONES.map((tone) => (
          <Notice key={tone} tone={tone} title={`This is ${tone}`}>
            <p>And what to do about it.</p>
          </Notice>
        ))}
        <ErrorNotice error={new NetworkError()} onRetry={() => toast('Asked again')} />
      </Part>
      <Part title="Form">
        <Form onSubmit={async () => toast('Sent once')}>
          <TextField field={{ name: 'text' }} label="A line of text" hint="What to know of it" />
          <TextField
            field={{ name: 'code' }}
            label="A code"
            autoComplete="one-time-code"
            inputMode="numeric"
          />
          <PasswordField
            field={{ name: 'password' }}
            label="A password"
            autoComplete="new-password"
          />
          <TextArea field={{ name: 'area' }} label="Several lines" rows={3} />
          <SelectField field={{ name: 'select' }} label="One of a list">
            {OPTIONS.map(({ value }) => (
              <option key={value}>{value}</option>
            ))}
          </SelectField>
          <Choice
            field={{ name: 'one' }}
            legend="One of a few"
            options={OPTIONS}
            defaultValue="Two"
          />
          <Choice multiple field={{ name: 'some' }} legend="Some of a few" options={OPTIONS} />
          <SubmitButton>Send</SubmitButton>
        </Form>
      </Part>
      <Part title="Money and times">
        <p>
          <MoneyText money={{ amount: 5_000, currency: 'XOF' }} />
          {' · '}
          <MoneyText money={{ amount: 2_550, currency: 'EUR' }} />
        </p>
        <p>
          <TimeText at={now} zone={deviceZone()} />
        </p>
        <ZoneNote zone={deviceZone()} />
      </Part>
      <Part title="Loading and empty">
        <QueryView query={NEVER}>{() => null}</QueryView>
        <EmptyState title="Nothing is here yet">
          <p>And how that changes.</p>
        </EmptyState>
      </Part>
      <Part title="People and signs">
        <p className="actions">
          <Avatar name="Awa Koné" />
          <Avatar name="Jean-Baptiste N’Guessan" />
          {ICONS.map((name) => (
            <Icon key={name} name={name} />
          ))}
        </p>
      </Part>
      <Part title="Dialog and toast">
        <p className="actions">
          <button type="button" className="quiet" onClick={() => setOpen(true)}>
            Open a dialog
          </button>
          <button type="button" className="quiet" onClick={() => toast('This was done')}>
            Show a toast
          </button>
        </p>
        {isOpen && (
          <Dialog title="A question" onClose={() => setOpen(false)}>
            <p>Nothing else goes on before it is answered.</p>
          </Dialog>
        )}
      </Part>
    </>
  );
}

interface PartProps {
  readonly title: string;
  readonly id?: string;
  readonly children: ReactNode;
}

function Part({ title, id, children }: PartProps) {
  return (
    <section id={id} className="notice">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
