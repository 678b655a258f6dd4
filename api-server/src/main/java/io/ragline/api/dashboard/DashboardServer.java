package io.ragline.api.dashboard;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.ragline.api.access.Keys;
import io.ragline.api.access.KeysNeeded;
import io.ragline.api.jobs.JobControl;
import io.ragline.jobrunr.redis.RedisStorageProvider;
import io.ragline.model.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.jobrunr.dashboard.JobRunrApiHandler;
import org.jobrunr.dashboard.JobRunrSseHandler;
import org.jobrunr.dashboard.JobRunrStaticFileHandler;
import org.jobrunr.dashboard.server.HttpExchangeHandler;
import org.jobrunr.dashboard.server.http.RedirectHttpHandler;
import org.jobrunr.utils.mapper.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * Serves JobRunr's dashboard. JobRunr's own server binds every interface; this one binds the configured host, and sends no
 * usage data anywhere.
 */
@ApplicationScoped
class DashboardServer {
    private static final Logger LOG = Logger.getLogger(DashboardServer.class);

    private final DashboardConfig config;
    private final KeysNeeded needed;
    private final Keys keys;
    private final RedisStorageProvider storage;
    private final JobControl control;
    private final JsonMapper json;
    private final List<HttpExchangeHandler> handlers = new ArrayList<>();
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    DashboardServer(
            DashboardConfig config,
            KeysNeeded needed,
            Keys keys,
            RedisStorageProvider storage,
            JobControl control,
            JsonMapper json) {
        this.config = config;
        this.needed = needed;
        this.keys = keys;
        this.storage = storage;
        this.control = control;
        this.json = json;
    }

    void start(@Observes StartupEvent event) throws IOException {
        if (!config.enabled()) {
            return;
        }
        Optional<BasicAuthenticator> authenticator = authenticator();
        InetAddress address = InetAddress.getByName(config.host());
        if (authenticator.isEmpty() && !address.isLoopbackAddress()) {
            throw new IllegalStateException(
                    "The dashboard may not listen on %s without keys: set ragline.auth.mode to keys, or ragline.dashboard.host to 127.0.0.1."
                            .formatted(config.host()));
        }
        HttpServer http = bind(address);
        DashboardStorage dashboardStorage = new DashboardStorage(storage, control);
        add(http, new RedirectHttpHandler("/", "/dashboard"), authenticator);
        add(http, new JobRunrStaticFileHandler(), authenticator);
        add(http, new JobRunrApiHandler(dashboardStorage, json, false), authenticator);
        add(http, new JobRunrSseHandler(dashboardStorage, json), authenticator);
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ExecutorService executor = Executors.newCachedThreadPool(task -> {
            Thread thread = Thread.ofPlatform().daemon().name("dashboard").unstarted(task);
            thread.setContextClassLoader(loader); // the server's own dispatcher thread can't see our classes
            return thread;
        });
        http.setExecutor(executor);
        http.start();
        threads = executor;
        server = http;
        LOG.infof("The dashboard is at http://%s:%d/dashboard", config.host(), config.port());
    }

    private HttpServer bind(InetAddress address) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(address, config.port()), 0);
        } catch (BindException e) {
            throw new IllegalStateException(
                    "Port %d for the dashboard is taken. Choose another with ragline.dashboard.port."
                            .formatted(config.port()),
                    e);
        }
    }

    private void add(HttpServer http, HttpExchangeHandler handler, Optional<BasicAuthenticator> authenticator) {
        handlers.add(handler);
        HttpContext context = http.createContext(handler.getContextPath(), handler);
        authenticator.ifPresent(context::setAuthenticator);
        context.getFilters()
                .add(
                        authenticator.isPresent()
                                ? SameOriginFilter.underAnyName()
                                : SameOriginFilter.underOwnNames(config.host()));
    }

    /** Where keys are needed: any name, and the key of an operator as the password, for the dashboard shows all tenants' jobs. */
    private Optional<BasicAuthenticator> authenticator() {
        if (!needed.needed()) {
            return Optional.empty();
        }
        return Optional.of(new BasicAuthenticator("Ragline jobs", StandardCharsets.UTF_8) {
            @Override
            public boolean checkCredentials(String user, String password) {
                return keys.valid(password)
                        .filter(key -> key.role == Role.OPERATOR)
                        .isPresent();
            }
        });
    }

    void stop(@Observes ShutdownEvent event) {
        handlers.forEach(HttpExchangeHandler::close);
        if (server != null) {
            server.stop(0);
        }
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
