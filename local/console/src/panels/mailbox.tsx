import { useState } from 'preact/hooks';
import type { ConsoleMail } from '../../shapes.ts';
import { own } from '../own.ts';
import { Copy, Items, useLoad } from '../ui.tsx';

/** The mails that are drawn at most: a long day brings thousands. */
const MOST = 50;

const codeIn = (text: string): string | undefined => /\b\d{6}(?:\d{2})?\b/.exec(text)?.[0];

export function Mailbox() {
  const [wanted, setWanted] = useState('');
  const mail = useLoad(() => own<ConsoleMail[]>('GET', '/mail'), [], { every: 3_000 });
  const found = mail.data?.filter(({ to, text }) => `${to} ${text}`.toLowerCase().includes(wanted.toLowerCase())).toReversed();
  return (
    <>
      <label>
        <span>Search</span>
        <input type="search" value={wanted} onInput={({ currentTarget }) => setWanted(currentTarget.value)} placeholder="ann@" />
      </label>
      <Items of={{ ...mail, data: found }} none={wanted === '' ? 'Nothing was sent yet.' : 'Nothing here has this text.'}>
        {(items) => (
          <ul class="cards">
            {items.slice(0, MOST).map(({ kind, to, text }, i) => {
              const code = codeIn(text);
              return (
                <li class="card" key={items.length - i}>
                  <h3>
                    {to} <span class="badge">{kind === 'sms' ? 'text message' : 'e-mail'}</span>
                  </h3>
                  <p class="text">{text}</p>
                  {code !== undefined && (
                    <p class="row">
                      <code>{code}</code>
                      <Copy text={code} label={`the code ${code}`} />
                    </p>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </Items>
      {found !== undefined && found.length > MOST && <p class="faint">{found.length - MOST} older ones are not shown: search.</p>}
    </>
  );
}
