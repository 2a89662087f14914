import '@gatehouse/ui/styles.css';
import '../styles/hosted.css';
import type { AppProps } from 'next/app';

export default function AccountExperience({ Component, pageProps }: AppProps) {
  return <Component {...pageProps} />;
}
