package io.ragline.worker.extract.child;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/** In place of the machine's own: refuses every channel to elsewhere. Public because Java makes it by its name. */
public final class NoChannels extends SelectorProvider {
    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        throw NoNetwork.refused("channel");
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        throw NoNetwork.refused("channel");
    }

    @Override
    public Pipe openPipe() throws IOException {
        throw NoNetwork.refused("channel");
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        throw NoNetwork.refused("channel");
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        throw NoNetwork.refused("channel");
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        throw NoNetwork.refused("channel");
    }

    @Override
    public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
        throw NoNetwork.refused("channel");
    }
}
