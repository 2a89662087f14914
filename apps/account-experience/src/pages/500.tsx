// The last page: made when the app is built, so that it needs nothing that could be broken.

import { english } from '../locale/english.ts';
import { german } from '../locale/german.ts';

export default function FaultPage() {
  return (
    <div className="hosted">
      <div className="hosted-column">
        <main className="hosted-card">
          {[english, german].map(({ failures: { unreachable } }, index) => (
            <section key={unreachable.title} lang={index === 0 ? 'en' : 'de'}>
              <h1 className="hosted-title">{unreachable.title}</h1>
              <p className="hosted-lead">{unreachable.text}</p>
            </section>
          ))}
        </main>
      </div>
    </div>
  );
}
